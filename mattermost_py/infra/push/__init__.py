"""Messages to browsers by the push services of their makers, without anybody in between."""
