import { Color, DoubleSide, LinearSRGBColorSpace, Plane, ShaderMaterial, type Side, Vector3 } from 'three';
import type { Palette } from '../state/palette.ts';

/** A palette's #rrggbb as it stands, for shaders that write display values. */
function plain(color: string): Color {
  return new Color().setHex(Number.parseInt(color.slice(1), 16), LinearSRGBColorSpace);
}

/** Height that no building reaches, metres: a plane there cuts nothing. */
const NO_CUT_M = 1e5;

const VERTEX = `
  varying vec3 v_normal;
  varying vec4 v_paint;
  varying float v_height;
  #include <clipping_planes_pars_vertex>
  void main() {
    #include <begin_vertex>
    #include <project_vertex>
    #include <clipping_planes_vertex>
    v_paint = color;
    v_normal = mat3(modelMatrix) * normal;
    v_height = (modelMatrix * vec4(transformed, 1.0)).y;
  }`;

const FRAGMENT = `
  uniform vec3 u_dark;
  uniform vec3 u_light;
  uniform vec3 u_floor;
  uniform vec3 u_cutFace;
  uniform vec3 u_glass;
  uniform vec3 u_background;
  uniform vec3 u_toLight;
  uniform vec3 u_alarm;
  uniform float u_alarmShare;
  uniform float u_cutting;
  uniform float u_floorHeight;
  uniform float u_fadeFrom;
  varying vec3 v_normal;
  varying vec4 v_paint;
  varying float v_height;
  #include <clipping_planes_pars_fragment>
  void main() {
    #include <clipping_planes_fragment>
    vec3 normal = normalize(v_normal) * (gl_FrontFacing ? 1.0 : -1.0);
    float lightness = smoothstep(0.1, 0.95, dot(v_paint.rgb, vec3(0.2126, 0.7152, 0.0722)));
    vec3 tone = mix(u_dark, u_light, 0.3 + 0.7 * lightness);
    float sky = 0.5 + 0.5 * normal.y;
    float side = max(dot(normal, u_toLight), 0.0);
    vec3 shade = tone * (0.42 + 0.4 * sky + 0.42 * side);
    if (u_cutting > 0.5 && normal.y > 0.9 && v_height < u_floorHeight + 0.12) shade = u_floor * (0.86 + 0.28 * lightness);
    // Cut open, a solid shows its far inside: one flat tone makes it look filled.
    if (u_cutting > 0.5 && !gl_FrontFacing) shade = u_cutFace;
    float alpha = 1.0;
    #ifdef GLASS
      shade = u_glass * (0.85 + 0.4 * side);
      alpha = 0.42;
    #endif
    shade = mix(shade, u_alarm * (0.5 + 0.3 * sky + 0.3 * side), u_alarmShare);
    float faded = smoothstep(0.0, 7.0, u_fadeFrom - v_height);
    shade = mix(shade, u_background, max(faded, step(v_height, u_fadeFrom) * 0.45));
    gl_FragColor = vec4(shade, alpha);
  }`;

/** The look of one storey: what changes about it from view to view. */
export interface StoreyLook {
  /** Where it is cut open, metres in the building frame; null shows it whole. */
  readonly cutM: number | null;
  /** Its floor's height, metres in the building frame. */
  readonly floorM: number;
  /** Below this height it fades into the background, metres in the building frame; null leaves it as it is. */
  readonly fadeFromM: number | null;
  /** Color of its worst alarm as #rrggbb; null where it has none to show. */
  readonly alarm: string | null;
}

/** Materials of one storey: slate by the lightness of the IFC material, lit from above and one side; glass see-through. */
export class SlateMaterial {
  readonly opaque: ShaderMaterial;
  readonly glass: ShaderMaterial;
  readonly #plane = new Plane(new Vector3(0, -1, 0), NO_CUT_M);
  readonly #uniforms;

  constructor(palette: Palette) {
    const { dark, light } = palette.building;
    this.#uniforms = {
      u_dark: { value: plain(dark) },
      u_light: { value: plain(light).lerp(plain(palette.muted), 0.28) },
      u_floor: { value: plain(dark).lerp(plain(light), 0.3) },
      u_cutFace: { value: plain(palette.muted).lerp(plain(light), 0.25) },
      u_glass: { value: plain(palette.building.glass).lerp(plain(palette.priority[4]), 0.2) },
      u_background: { value: plain(palette.background) },
      u_toLight: { value: new Vector3(-0.55, 0.55, 0.63).normalize() },
      u_alarm: { value: new Color() },
      u_alarmShare: { value: 0 },
      u_cutting: { value: 0 },
      u_floorHeight: { value: 0 },
      u_fadeFrom: { value: -NO_CUT_M },
    };
    this.opaque = this.#material(DoubleSide, {});
    this.glass = this.#material(DoubleSide, { GLASS: '' });
    this.glass.transparent = true;
    this.glass.depthWrite = false;
    this.glass.forceSinglePass = true;
  }

  setLook({ cutM, floorM, fadeFromM, alarm }: StoreyLook): void {
    this.#plane.constant = cutM ?? NO_CUT_M;
    this.#uniforms.u_cutting.value = cutM === null ? 0 : 1;
    this.#uniforms.u_floorHeight.value = floorM;
    this.#uniforms.u_fadeFrom.value = fadeFromM ?? -NO_CUT_M;
    this.#uniforms.u_alarmShare.value = alarm === null ? 0 : 0.55;
    if (alarm !== null) this.#uniforms.u_alarm.value.copy(plain(alarm));
  }

  dispose(): void {
    this.opaque.dispose();
    this.glass.dispose();
  }

  #material(side: Side, defines: Readonly<Record<string, string>>): ShaderMaterial {
    return new ShaderMaterial({
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
      uniforms: this.#uniforms,
      defines: { ...defines },
      vertexColors: true,
      clipping: true,
      clippingPlanes: [this.#plane],
      side,
    });
  }
}
