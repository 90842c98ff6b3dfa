"""What people see. Asks `app`, shows what it announces; holds no rule of its own."""
