"""Tests. The folders mirror the house; `house/` tests the house itself."""
