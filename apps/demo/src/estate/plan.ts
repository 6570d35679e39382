/** Kinds of organisation, as their people would call them. */
export type OrganisationKind =
  | 'acute hospital'
  | 'community services'
  | 'mental health'
  | 'ambulance service'
  | 'practice group';

export interface RegionPlan {
  readonly code: string;
  readonly name: string;
}
export interface OrganisationPlan {
  readonly code: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly region: string;
  readonly devices: number;
  /** Sites with their networks: the second and third number of 10.x.y.0/24 and up. */
  readonly sites: readonly { readonly code: string; readonly name: string }[];
}

/** Invented, every one of them. */
export const regionPlans: readonly RegionPlan[] = [
  { code: 'DALES', name: 'Northern Dales' },
  { code: 'MARCHES', name: 'Vale and Marches' },
  { code: 'COAST', name: 'Southern Coast' },
];

export const organisationPlans: readonly OrganisationPlan[] = [
  organisation('ASH', 'Ashmere University Hospital', 'acute hospital', 'DALES', 320, [
    'Ashmere Main',
    'Lockside Imaging Centre',
    'Fellgate Clinic',
  ]),
  organisation('BRK', 'Brackenridge General Hospital', 'acute hospital', 'DALES', 260, [
    'Brackenridge Main',
    'Mill Lane Pathology',
  ]),
  organisation('THW', 'Thornwick Community Services', 'community services', 'DALES', 110, [
    'Thornwick House',
    'Beck Road Clinic',
  ]),
  organisation('KMM', 'Kestrel Moor Mental Health', 'mental health', 'DALES', 120, [
    'Kestrel Moor',
    'Larch Unit',
  ]),
  organisation('ELD', 'Elderford Teaching Hospital', 'acute hospital', 'MARCHES', 300, [
    'Elderford Main',
    'Wharf Road Laboratory',
  ]),
  organisation('MVH', 'Marlowe Vale Hospital', 'acute hospital', 'MARCHES', 220, [
    'Marlowe Vale',
    'Orchard Diagnostic Centre',
  ]),
  organisation('WYB', 'Wychbrook Practice Group', 'practice group', 'MARCHES', 90, [
    'Wychbrook Surgery',
    'Bell Street Surgery',
    'Quarry Hill Surgery',
  ]),
  organisation('TRV', 'Three Rivers Ambulance Service', 'ambulance service', 'MARCHES', 90, [
    'Control Room',
    'Eastbank Station',
  ]),
  organisation('SLB', 'Saltmarsh Bay Hospital', 'acute hospital', 'COAST', 210, [
    'Saltmarsh Main',
    'Pier View Outpatients',
  ]),
  organisation('PEN', 'Penhallow Cross Hospital', 'acute hospital', 'COAST', 170, ['Penhallow Main']),
  organisation('LQM', 'Lantern Quay Mental Health', 'mental health', 'COAST', 70, ['Lantern Quay']),
  organisation('DWF', 'Downsfold Practice Group', 'practice group', 'COAST', 60, [
    'Downsfold Surgery',
    'Chalk Pit Surgery',
  ]),
];

function organisation(
  code: string,
  name: string,
  kind: OrganisationKind,
  region: string,
  devices: number,
  sites: readonly string[],
): OrganisationPlan {
  return {
    code,
    name,
    kind,
    region,
    devices,
    sites: sites.map((site, index) => ({ code: `${code}${index + 1}`, name: site })),
  };
}

/** Organisations that exchange images and results, and from when on (seconds) the worm finds the way. */
export const outbreakLinks: readonly {
  readonly from: string;
  readonly to: string;
  readonly opens: number;
}[] = [
  { from: 'ASH', to: 'BRK', opens: 100 },
  { from: 'ASH', to: 'ELD', opens: 170 },
  { from: 'ELD', to: 'MVH', opens: 230 },
  { from: 'BRK', to: 'SLB', opens: 280 },
  { from: 'SLB', to: 'PEN', opens: 330 },
];
/** Where it begins. */
export const outbreakOrigin = 'ASH';
