import type { ElementClass } from '../../ifc/design.ts';
import type { Shape } from '../../ifc/shape.ts';
import { CABINET, CEILING_SPEAKER, DOME_CAMERA, HYDRANT_BOX, RISER_INLET, WALL_BOX } from './shapes.ts';

/** What a kind of device is in an IFC file. */
interface Fixture {
  readonly ifc: ElementClass;
  readonly predefinedType: string;
  readonly objectType?: string;
  readonly shape: Shape;
}

const sensor = (predefinedType: string): Fixture => ({ ifc: 'IfcSensor', predefinedType, shape: WALL_BOX });
const controller = (objectType: string): Fixture => ({
  ifc: 'IfcController',
  predefinedType: 'PROGRAMMABLE',
  objectType,
  shape: WALL_BOX,
});
const camera = (objectType?: string): Fixture => ({
  ifc: 'IfcAudioVisualAppliance',
  predefinedType: 'CAMERA',
  objectType,
  shape: DOME_CAMERA,
});
const gateway = (objectType: string): Fixture => ({
  ifc: 'IfcCommunicationsAppliance',
  predefinedType: 'GATEWAY',
  objectType,
  shape: WALL_BOX,
});

/** Kinds that are fixed in buildings. Pumps, fans and barriers stand for their control boxes, which is what reports. */
export const FIXTURES = {
  'access-controller': controller('ACCESSCONTROLLER'),
  'barrier-gate': controller('BARRIERGATE'),
  'broadcast-host': { ifc: 'IfcAudioVisualAppliance', predefinedType: 'AMPLIFIER', shape: WALL_BOX },
  'broadcast-terminal': { ifc: 'IfcAudioVisualAppliance', predefinedType: 'SPEAKER', shape: CEILING_SPEAKER },
  camera: camera(),
  'ebike-lift-camera': camera('EBIKECAMERA'),
  'fire-door-monitor': sensor('CONTACTSENSOR'),
  'fire-pump': controller('FIREPUMP'),
  'fire-tank': sensor('LEVELSENSOR'),
  'flood-level': sensor('LEVELSENSOR'),
  hydrant: { ifc: 'IfcFireSuppressionTerminal', predefinedType: 'FIREHYDRANT', shape: HYDRANT_BOX },
  'iot-gateway': gateway('IOTGATEWAY'),
  'meter-gateway': gateway('METERGATEWAY'),
  pump: controller('WATERPUMP'),
  'riser-inlet': { ifc: 'IfcFireSuppressionTerminal', predefinedType: 'BREECHINGINLET', shape: RISER_INLET },
  'riser-outlet': {
    ifc: 'IfcFireSuppressionTerminal',
    predefinedType: 'USERDEFINED',
    objectType: 'LANDINGVALVE',
    shape: WALL_BOX,
  },
  'smoke-damper': { ifc: 'IfcDamper', predefinedType: 'SMOKEDAMPER', shape: WALL_BOX },
  'smoke-fan': controller('SMOKEFAN'),
  'sprinkler-end': { ifc: 'IfcFireSuppressionTerminal', predefinedType: 'SPRINKLER', shape: WALL_BOX },
  'switch-cabinet': { ifc: 'IfcElectricDistributionBoard', predefinedType: 'SWITCHBOARD', shape: CABINET },
  'video-analytics': camera('VIDEOANALYTICS'),
  'water-quality': sensor('PHSENSOR'),
  'water-tank': sensor('LEVELSENSOR'),
} as const satisfies Record<string, Fixture>;
