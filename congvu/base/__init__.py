"""The ground: who acts, how a rule says no, folding of Vietnamese text, working time, strict YAML. Pure."""
