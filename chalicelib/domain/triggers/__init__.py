"""What is often together with twitching: days compared in pairs, tested, and told with care or not at all."""
