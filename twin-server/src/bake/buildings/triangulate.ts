import earcut from 'earcut';

/** Triangles of a surface [x, y] in any direction, numbers of its points; `holes` are the numbers with which holes begin. */
export function triangulate(plan: number[], holes: number[] = []): number[] {
  return earcut(plan, holes, 2);
}
