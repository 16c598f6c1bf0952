"""What an answer tells, before anybody decided how it looks: documents, tables, pictures, events and phrases."""
