/** Address of a tile: level, column from the antimeridian, row from the south pole. */
export interface TileAddress {
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

/** Where heights come from and how far they may be off. */
export interface HeightSource {
  readonly name: string;
  /** One standard deviation, metres; null where unknown. */
  readonly accuracyM: number | null;
}

/** The ground as elevation models have it: what is asked of whoever reads them. */
export interface Ground {
  /** By priority. */
  readonly sources: readonly HeightSource[];
  /** Changes with the models and with how tiles are made. */
  readonly version: string;
  /** The description that Cesium reads as layer.json. */
  readonly layer: object;
  /** Whether a tile shows anything of the models. */
  has(address: TileAddress): boolean;
  /** A tile as quantized-mesh. */
  tile(address: TileAddress): Promise<Uint8Array>;
  /** Metres above the ellipsoid of places in degrees, NaN where no source has any; the number of the source, or −1. */
  heights(
    longitudes: Float64Array,
    latitudes: Float64Array,
  ): Promise<{ readonly heights: Float64Array; readonly sources: Int16Array }>;
  /** Height of the EGM96 geoid above the ellipsoid, metres. */
  geoid(longitude: number, latitude: number): number;
  close(): Promise<void>;
}
