import { Color, Material, type Scene } from '@cesium/engine';
import type { Palette } from '../../state/palette.ts';
import type { SiteTerrain } from './site-terrain.ts';

/** Share of the light that falls on level ground: the sine of its rise, as lightingOf has it. */
const LEVEL_LIGHT = 0.6;
/** Heights above the site over which hills grow paler, metres. */
const [PALE_FROM_M, PALE_TO_M] = [60, 900];

/** Distances over which the air between makes ground paler, metres. */
const [HAZE_FROM_M, HAZE_TO_M] = [900, 15_000];

/**
 * Level ground near by stays as it is painted, and grows paler from afar as air makes it, so that the plain has depth and an end. What faces
 * the light is paler, what turns from it darker, and hills rise paler from the plain.
 */
const SHADE = `
czm_material czm_getMaterial(czm_materialInput materialInput)
{
  czm_material material = czm_getDefaultMaterial(materialInput);
  float light = dot(normalize(materialInput.normalEC), czm_lightDirectionEC) - levelLight;
  float rise = smoothstep(paleFrom, paleTo, materialInput.height);
  float slope = smoothstep(0.01, 0.08, abs(light));
  float haze = smoothstep(hazeFrom, hazeTo, length(materialInput.positionToEyeEC));
  float paler = rise * 0.34 + haze * 0.2 + max(light, 0.0) * 0.9 * slope;
  float darker = max(-light, 0.0) * 0.95 * slope;
  material.diffuse = mix(pale.rgb, vec3(0.0), clamp(darker / max(paler + darker, 0.001), 0.0, 1.0));
  material.alpha = clamp(paler + darker, 0.0, 0.8);
  return material;
}`;

/** Shades the hills of a terrain, once it is known that there are any; needs no light of the globe's own. */
export async function shadeHills(
  scene: Scene,
  terrain: SiteTerrain,
  siteHeightM: number,
  palette: Palette,
): Promise<void> {
  if (!(await terrain.ready) || scene.isDestroyed()) return;
  scene.globe.material = new Material({
    fabric: {
      type: 'TwinHillShade',
      uniforms: {
        pale: Color.fromCssColorString(palette.faint),
        levelLight: LEVEL_LIGHT,
        hazeFrom: HAZE_FROM_M,
        hazeTo: HAZE_TO_M,
        paleFrom: siteHeightM + PALE_FROM_M,
        paleTo: siteHeightM + PALE_TO_M,
      },
      source: SHADE,
    },
  });
  scene.requestRender();
}
