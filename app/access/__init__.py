"""Who gets in, and how nothing is lost: keys, recovery, copies, PINs, and one writer at a time."""
