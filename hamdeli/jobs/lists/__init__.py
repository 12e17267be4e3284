"""Lists that come from outside: judged row by row, shown before anything is stored, stored in one act."""
