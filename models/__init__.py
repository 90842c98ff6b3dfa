"""What things are and how they are kept: people, forms, plans, the text engine, the record, the store. No Qt, nothing from upstairs."""
