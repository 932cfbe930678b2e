import { Cartesian3, CustomShader, CustomShaderTranslucencyMode, LightingModel, UniformType } from '@cesium/engine';
import {
  type CityColoring,
  COLORINGS,
  RAMP_COLORS,
  RAMP_VALUES,
  USE_COLORS,
} from '../../state/layers/city-coloring.ts';
import type { Lighting } from '../lighting.ts';
import { linearOf } from './city-colors.ts';

const vec3 = (css: string) =>
  `vec3(${linearOf(css)
    .map((part) => part.toFixed(4))
    .join(', ')})`;
const ramp = (kind: 'height' | 'year', value: string) => {
  const [low, middle, high] = RAMP_VALUES[kind].map((at) => at.toFixed(1));
  const [first, second, third] = RAMP_COLORS[kind].map(vec3);
  return `mix(mix(${first}, ${second}, smoothstep(${low}, ${middle}, ${value})), ${third}, smoothstep(${middle}, ${high}, ${value}))`;
};

/**
 * How buildings of the city are lit and colored: their height, use and year come from the tiles' property table, so that another coloring
 * is another number here and costs nothing a building. What is picked is told by its saturated color.
 */
export function createCityShader({ up, toLight }: Lighting, translucent: boolean): CustomShader {
  return new CustomShader({
    lightingModel: LightingModel.UNLIT,
    translucencyMode: translucent ? CustomShaderTranslucencyMode.TRANSLUCENT : CustomShaderTranslucencyMode.OPAQUE,
    uniforms: {
      u_up: { type: UniformType.VEC3, value: up },
      u_toLight: { type: UniformType.VEC3, value: toLight },
      u_coloring: { type: UniformType.INT, value: 0 },
      u_plain: { type: UniformType.VEC3, value: new Cartesian3(0.02, 0.03, 0.05) },
      u_opacity: { type: UniformType.FLOAT, value: 1 },
    },
    fragmentShaderText: `
      vec3 cityTone(float height, float useClass, float year) {
        if (u_coloring == 1) return ${ramp('height', 'height')};
        if (u_coloring == 2) {
          ${USE_COLORS.map((css, use) => `if (useClass < ${use}.5) return ${vec3(css)};`).join('\n          ')}
        }
        if (u_coloring == 3) return year < 1000.0 ? ${vec3(USE_COLORS[0])} : ${ramp('year', 'year')};
        // Taller ones a little lighter, so that a city without any data has a shape.
        return u_plain * (1.0 + 0.9 * smoothstep(6.0, 120.0, height));
      }
      void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
        // Spelled out, since that is how the engine finds out which columns the shader needs.
        vec3 tone = cityTone(float(fsInput.metadata.height), float(fsInput.metadata.useClass), float(fsInput.metadata.year));
        float most = max(material.diffuse.r, max(material.diffuse.g, material.diffuse.b));
        float least = min(material.diffuse.r, min(material.diffuse.g, material.diffuse.b));
        float picked = smoothstep(0.25, 0.5, most > 0.0 ? 1.0 - least / most : 0.0);
        tone = mix(tone, pow(material.diffuse, vec3(2.2)), picked);
        vec3 normal = normalize(fsInput.attributes.normalEC);
        float sky = 0.5 + 0.5 * dot(normal, (czm_view * vec4(u_up, 0.0)).xyz);
        float side = max(dot(normal, (czm_view * vec4(u_toLight, 0.0)).xyz), 0.0);
        material.diffuse = tone * (0.45 + 0.45 * sky * sky + 0.55 * side);
        material.alpha = u_opacity;
      }`,
  });
}

/** Number of a coloring in the shader. */
export function coloringNumber(coloring: CityColoring): number {
  return COLORINGS.indexOf(coloring);
}
