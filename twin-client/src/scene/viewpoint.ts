/** Where the camera stands and how it looks: earth-centred metres and directions of length 1; radians over the wider side of the picture. */
export interface Viewpoint {
  readonly at: readonly [x: number, y: number, z: number];
  readonly direction: readonly [x: number, y: number, z: number];
  readonly up: readonly [x: number, y: number, z: number];
  readonly fieldOfView: number;
}
