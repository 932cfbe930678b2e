import { CustomShader, CustomShaderTranslucencyMode, LightingModel, UniformType } from '@cesium/engine';
import type { Lighting } from './lighting.ts';

/**
 * The estate's own light: the style's color lit from one side and from above, modulated by the lightness of the IFC
 * material. Unlit by Cesium, so it costs a fraction of physically based shading. One for each building, which may stand
 * on the other side of the earth and may step back; the engine compiles their common text once.
 */
export function createBuildingShader(lighting: Lighting): CustomShader {
  return new CustomShader({
    lightingModel: LightingModel.UNLIT,
    // Glass is drawn solid and dark: rooms behind it would cost a pass and show nothing at this distance.
    translucencyMode: CustomShaderTranslucencyMode.OPAQUE,
    uniforms: {
      u_up: { type: UniformType.VEC3, value: lighting.up },
      u_toLight: { type: UniformType.VEC3, value: lighting.toLight },
      // 1: as it is; less for a building that steps back.
      u_light: { type: UniformType.FLOAT, value: 1 },
    },
    fragmentShaderText: `
      void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
        vec3 tone = pow(material.diffuse, vec3(2.2));
        vec4 paint = fsInput.attributes.color_0;
        float lightness = dot(paint.rgb, vec3(0.2126, 0.7152, 0.0722));
        float high = max(tone.r, max(tone.g, tone.b));
        float saturation = high > 0.0 ? 1.0 - min(tone.r, min(tone.g, tone.b)) / high : 0.0;
        // An alarm keeps its color whatever the material; slate takes the material's lightness.
        float alarm = smoothstep(0.80, 0.92, saturation);
        // Panes have the tone of glass already; everything else takes its material's lightness.
        if (paint.a > 0.95) tone *= mix(0.62 + 0.75 * lightness, 1.0, alarm);
        tone *= mix(u_light, 1.0, alarm);
        vec3 normal = normalize(fsInput.attributes.normalEC);
        vec3 up = (czm_view * vec4(u_up, 0.0)).xyz;
        vec3 toLight = (czm_view * vec4(u_toLight, 0.0)).xyz;
        float sky = 0.5 + 0.5 * dot(normal, up);
        float side = max(dot(normal, toLight), 0.0);
        material.diffuse = tone * (0.34 + 0.42 * sky * sky + 0.62 * side);
        material.alpha = 1.0;
      }`,
  });
}
