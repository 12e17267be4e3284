"""Running the site: the web server, the background workers, and whoever looks after both."""
