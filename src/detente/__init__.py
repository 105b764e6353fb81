"""Détente makes the system of states that the news describes observable."""
