/** Nearer than this a symbol that matters is seen through walls, metres; from farther away even the Earth may stand before it. */
export const ON_TOP_M = 20_000;
