import { CustomShader, LightingModel } from '@cesium/engine';

/** Tubes in the color of their medium, lit from where they are looked at: round in any light, also where no light falls. */
export function createUndergroundShader(): CustomShader {
  return new CustomShader({
    lightingModel: LightingModel.UNLIT,
    fragmentShaderText: `
      void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
        float facing = abs(normalize(fsInput.attributes.normalEC).z);
        material.diffuse *= 0.45 + 0.75 * facing;
      }`,
  });
}
