export { type ShipperFile, type ShipperGuide, type ShipperTarget, shipperGuide } from './guide.ts';
