"""Pure Vietnamese text: strings in, strings out, offsets into the source kept."""
