"""What an operator does on AWS from their own machine: deploy, look, mend, keep copies. Nothing of this is shipped."""
