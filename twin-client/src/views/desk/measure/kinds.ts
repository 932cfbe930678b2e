/** What is measured on the ground: a way with its profile, an area, or the height from one point to another. */
export type GroundMeasure = 'distance' | 'area' | 'height';
