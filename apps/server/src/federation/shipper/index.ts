export { shipperGuide } from './guide.ts';
export type { ShipperFile, ShipperGuide, ShipperTarget } from './shipper.ts';
