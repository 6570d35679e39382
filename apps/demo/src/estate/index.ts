export { createEstate, type Device, type Estate, type ShipperKind, type User } from './estate.ts';
export {
  type OrganisationPlan,
  organisationPlans,
  outbreakLinks,
  outbreakOrigin,
  regionPlans,
} from './plan.ts';
export { systems } from './systems.ts';
