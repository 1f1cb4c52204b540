"""What stands on each page of the playbook, one module for each kind. Every page is made of a `Book` alone."""
