"""The places in the app, one module each. A page is built when somebody first goes there."""
