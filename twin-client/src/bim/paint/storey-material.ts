import { Color, DoubleSide, LinearSRGBColorSpace, type Plane, ShaderMaterial, type Texture, Vector3 } from 'three';
import type { Palette } from '../../state/palette.ts';
import { STATES_WIDTH } from '../tile/tile.ts';
import { idlePlane, isIdle, setIdle } from './clip-set.ts';

/** A palette's #rrggbb as it stands, for shaders that write display values. */
function plain(color: string): Color {
  return new Color().setHex(Number.parseInt(color.slice(1), 16), LinearSRGBColorSpace);
}

/** Below everything: nothing fades. Metres. */
const NO_FADE_M = -1e5;

/** Reads how the element of a vertex is painted: R its look, G whether it is highlighted. */
const STATE_OF_ELEMENT = `
  uniform sampler2D u_states;
  attribute float featureId;
  varying vec2 v_state;
  void readState() {
    int id = int(featureId + 0.5);
    v_state = texelFetch(u_states, ivec2(id % ${STATES_WIDTH}, id / ${STATES_WIDTH}), 0).rg;
  }`;

const FACE_VERTEX = `
  ${STATE_OF_ELEMENT}
  varying vec3 v_normal;
  varying vec3 v_toEye;
  varying vec4 v_paint;
  varying float v_height;
  #include <clipping_planes_pars_vertex>
  void main() {
    #include <begin_vertex>
    #include <project_vertex>
    #include <clipping_planes_vertex>
    readState();
    #ifdef USE_COLOR_ALPHA
      v_paint = color;
    #else
      v_paint = vec4(color, 1.0);
    #endif
    vec4 place = vec4(transformed, 1.0);
    mat3 turn = mat3(modelMatrix);
    #ifdef USE_INSTANCING
      place = instanceMatrix * place;
      turn = turn * mat3(instanceMatrix);
    #endif
    #ifdef USE_INSTANCING_COLOR
      v_paint.rgb *= instanceColor.rgb;
    #endif
    place = modelMatrix * place;
    v_normal = turn * normal;
    v_toEye = isOrthographic ? vec3(0.0, 1.0, 0.0) : cameraPosition - place.xyz;
    v_height = place.y;
  }`;

/** One pixel in four of what is ghosted stays. */
const GHOST = `
  bool isGhost = v_state.r > 0.25;
  if (v_state.r > 0.75) discard;
  if (isGhost && (mod(gl_FragCoord.x, 2.0) > 1.0 || mod(gl_FragCoord.y, 2.0) > 1.0)) discard;`;

const FACE_FRAGMENT = `
  uniform vec3 u_dark;
  uniform vec3 u_light;
  uniform vec3 u_floor;
  uniform vec3 u_cutFace;
  uniform vec3 u_cutMaterial;
  uniform vec3 u_glass;
  uniform vec3 u_background;
  uniform vec3 u_toLight;
  uniform vec3 u_alarm;
  uniform vec3 u_highlight;
  uniform float u_alarmShare;
  uniform float u_cutting;
  uniform float u_floorHeight;
  uniform float u_fadeFrom;
  uniform float u_material;
  varying vec2 v_state;
  varying vec3 v_normal;
  varying vec3 v_toEye;
  varying vec4 v_paint;
  varying float v_height;
  #include <clipping_planes_pars_fragment>
  void main() {
    #include <clipping_planes_fragment>
    ${GHOST}
    vec3 normal = normalize(v_normal) * (gl_FrontFacing ? 1.0 : -1.0);
    float lightness = smoothstep(0.1, 0.95, dot(v_paint.rgb, vec3(0.2126, 0.7152, 0.0722)));
    float sky = 0.5 + 0.5 * normal.y;
    float side = max(dot(normal, u_toLight), 0.0);
    float facing = abs(dot(normal, normalize(v_toEye)));
    vec3 tone = mix(u_dark, u_light, 0.3 + 0.7 * lightness);
    vec3 shade = tone * (0.38 + 0.34 * sky + 0.38 * side + 0.16 * facing);
    bool isFloor = u_cutting > 0.5 && normal.y > 0.9 && v_height < u_floorHeight + 0.12;
    if (isFloor) shade = u_floor * (0.86 + 0.28 * lightness);
    // The file's own color is linear light; screens want the sRGB curve.
    vec3 own = pow(clamp(v_paint.rgb * (0.34 + 0.3 * sky + 0.26 * side + 0.2 * facing), 0.0, 1.0), vec3(1.0 / 2.2));
    shade = mix(shade, own, u_material);
    // Cut open, a solid shows its far inside: one flat tone makes it look filled.
    if (u_cutting > 0.5 && !gl_FrontFacing && !isGhost) shade = mix(u_cutFace, u_cutMaterial, u_material);
    float alpha = 1.0;
    #ifdef GLASS
      shade = mix(u_glass * (0.85 + 0.4 * side), own, u_material);
      alpha = mix(0.42, clamp(v_paint.a, 0.16, 0.6), u_material);
    #endif
    shade = mix(shade, u_alarm * (0.5 + 0.3 * sky + 0.3 * side), u_alarmShare);
    shade = mix(shade, u_highlight * (0.7 + 0.2 * sky + 0.2 * side), v_state.g * 0.62);
    float faded = smoothstep(0.0, 7.0, u_fadeFrom - v_height);
    shade = mix(shade, u_background, max(faded, step(v_height, u_fadeFrom) * 0.45));
    gl_FragColor = vec4(shade, max(alpha, v_state.g * 0.8));
  }`;

const EDGE_VERTEX = `
  ${STATE_OF_ELEMENT}
  #include <clipping_planes_pars_vertex>
  void main() {
    #include <begin_vertex>
    #include <project_vertex>
    #include <clipping_planes_vertex>
    readState();
  }`;

const EDGE_FRAGMENT = `
  uniform vec3 u_edge;
  uniform vec3 u_highlight;
  varying vec2 v_state;
  #include <clipping_planes_pars_fragment>
  void main() {
    #include <clipping_planes_fragment>
    if (v_state.r > 0.75) discard;
    float strength = v_state.r > 0.25 ? 0.12 : 0.5;
    gl_FragColor = vec4(mix(u_edge, u_highlight, v_state.g), max(strength, v_state.g));
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
  /** In the file's own colors; else in slate by their lightness. */
  readonly materials: boolean;
}

/** What one file of a storey is painted with. */
export interface TileMaterials {
  readonly opaque: ShaderMaterial;
  readonly glass: ShaderMaterial;
  readonly edge: ShaderMaterial;
}

/** Materials of one storey: slate by the lightness of the IFC material, or its own color; lit from above and one side; glass see-through. */
export class StoreyMaterial {
  /** Planes that cut the storey: its own, and those of the section. */
  readonly planes: readonly Plane[];
  readonly #cut = idlePlane();
  readonly #section: readonly Plane[];
  readonly #uniforms;
  #whole = true;

  constructor(palette: Palette, section: readonly Plane[]) {
    this.#section = section;
    this.planes = [this.#cut, ...section];
    const { dark, light } = palette.building;
    this.#uniforms = {
      u_dark: { value: plain(dark) },
      u_light: { value: plain(light).lerp(plain(palette.muted), 0.28) },
      u_floor: { value: plain(dark).lerp(plain(light), 0.3) },
      u_cutFace: { value: plain(palette.muted).lerp(plain(light), 0.25) },
      // Darker than a painted wall, lighter than the ground: the cut of a solid reads on both.
      u_cutMaterial: { value: plain(light).lerp(plain(palette.muted), 0.15) },
      u_glass: { value: plain(palette.building.glass).lerp(plain(palette.priority[4]), 0.2) },
      u_background: { value: plain(palette.background) },
      u_toLight: { value: new Vector3(-0.55, 0.55, 0.63).normalize() },
      u_alarm: { value: new Color() },
      u_highlight: { value: plain(palette.priority[4]).lerp(plain(palette.selection), 0.35) },
      u_edge: { value: plain(palette.building.edge) },
      u_alarmShare: { value: 0 },
      u_cutting: { value: 0 },
      u_floorHeight: { value: 0 },
      u_fadeFrom: { value: NO_FADE_M },
      u_material: { value: 0 },
    };
  }

  /** Materials for a tile with its own table of states. */
  of(states: Texture): TileMaterials {
    const uniforms = { ...this.#uniforms, u_states: { value: states } };
    const common = { uniforms, clipping: true, clippingPlanes: [...this.planes], side: DoubleSide };
    const face = (defines: Record<string, string>) =>
      new ShaderMaterial({
        ...common,
        vertexShader: FACE_VERTEX,
        fragmentShader: FACE_FRAGMENT,
        defines,
        vertexColors: true,
      });
    const opaque = face({});
    // Edges lie on faces: those stand back a little.
    Object.assign(opaque, { polygonOffset: true, polygonOffsetFactor: 1, polygonOffsetUnits: 1 });
    const glass = face({ GLASS: '' });
    Object.assign(glass, { transparent: true, depthWrite: false, forceSinglePass: true });
    const edge = new ShaderMaterial({
      ...common,
      vertexShader: EDGE_VERTEX,
      fragmentShader: EDGE_FRAGMENT,
      transparent: true,
      depthWrite: false,
    });
    return { opaque, glass, edge };
  }

  setLook({ cutM, floorM, fadeFromM, alarm, materials }: StoreyLook): void {
    if (cutM === null) setIdle(this.#cut);
    else {
      this.#cut.normal.set(0, -1, 0);
      this.#cut.constant = cutM;
    }
    this.#whole = cutM === null;
    const uniforms = this.#uniforms;
    uniforms.u_floorHeight.value = floorM;
    uniforms.u_fadeFrom.value = fadeFromM ?? NO_FADE_M;
    uniforms.u_material.value = materials ? 1 : 0;
    uniforms.u_alarmShare.value = alarm === null ? 0 : 0.55;
    if (alarm !== null) uniforms.u_alarm.value.copy(plain(alarm));
    this.sectionChanged();
  }

  /** A solid that is cut anywhere shows its inside. */
  sectionChanged(): void {
    this.#uniforms.u_cutting.value = this.#whole && this.#section.every(isIdle) ? 0 : 1;
  }
}
