"""Custom actions, one flat module an area: read, ask one service, utter."""
