"""Who lives and works here, how they join and sign in, and the support lines of each house."""
