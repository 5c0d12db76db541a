"""Records of the national public-service portal, turned into entries of the catalogue."""
