"""What members and guests may do in one channel: its scheme, and the switches that make one."""
