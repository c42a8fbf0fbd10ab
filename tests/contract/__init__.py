"""The official API's facts, and the proof that this server keeps to every one of them."""
