"""`ironstride doctor`: looks at everything that serving needs, says what is wrong, and changes nothing."""
