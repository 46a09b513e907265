"""What `manage.py doctor` looks at: one module for each group of checks.

A check is a generator of findings. It changes nothing that stays, charges nobody, and
says of each failure how it is mended.
"""
