"""The text of the compendium's pages, which lies beside the checkout, or beside the folder of its working trees; None where it does not."""

from pathlib import Path

_ROOT = Path(__file__).parent.parent
PAGES = next((path for folder in _ROOT.parents[:2] if (path := folder / "shared" / "compendium" / "pages.json").is_file()), None)
