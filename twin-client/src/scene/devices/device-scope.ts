/** What is looked at besides the whole estate: one building, perhaps one of its storeys. */
export interface DeviceScope {
  readonly building: string;
  readonly storey: string | null;
}
