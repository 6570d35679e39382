import type { OrganisationKind } from './plan.ts';
import type { SystemKey } from './systems.ts';

/** What a device is for: part of its name, its place on the network, and what runs on it. */
export interface DeviceRole {
  /** Middle part of the host name. */
  readonly mark: string;
  readonly owner: string;
  /** Third number of the address within the site. */
  readonly network: number;
  readonly systems: readonly (readonly [SystemKey, number])[];
  /** Clinical kit whose maker has to agree to every change. */
  readonly clinicalKit?: true;
}

const workstation = [
  ['windows10', 60],
  ['windows11', 26],
  ['windows7', 14],
] as const;
const ageing = [
  ['windows10', 40],
  ['windows7', 50],
  ['windowsXp', 10],
] as const;
const server = [
  ['server2012', 20],
  ['server2016', 26],
  ['server2019', 34],
  ['server2022', 20],
] as const;

export const deviceRoles = {
  ward: { mark: 'WD', owner: 'Ward services', network: 1, systems: workstation },
  office: { mark: 'WS', owner: 'Administration', network: 2, systems: workstation },
  theatre: { mark: 'TH', owner: 'Theatres', network: 3, systems: ageing },
  imaging: {
    mark: 'RAD',
    owner: 'Radiology',
    network: 8,
    systems: [
      ['windows7', 55],
      ['windows10', 25],
      ['windowsXp', 20],
    ],
  },
  ct: {
    mark: 'CT',
    owner: 'Radiology',
    network: 8,
    systems: [
      ['windowsXp', 60],
      ['windows7', 40],
    ],
    clinicalKit: true,
  },
  mri: {
    mark: 'MRI',
    owner: 'Radiology',
    network: 8,
    systems: [
      ['windowsXp', 75],
      ['windows7', 25],
    ],
    clinicalKit: true,
  },
  pacs: {
    mark: 'PACS',
    owner: 'Radiology',
    network: 8,
    systems: [
      ['server2003', 50],
      ['server2012', 50],
    ],
    clinicalKit: true,
  },
  laboratory: {
    mark: 'LAB',
    owner: 'Pathology',
    network: 9,
    systems: [
      ['windows7', 45],
      ['windowsXp', 30],
      ['windows10', 25],
    ],
    clinicalKit: true,
  },
  laboratoryServer: {
    mark: 'LIMS',
    owner: 'Pathology',
    network: 9,
    systems: [
      ['server2003', 60],
      ['server2012', 40],
    ],
    clinicalKit: true,
  },
  pharmacy: {
    mark: 'PHA',
    owner: 'Pharmacy',
    network: 10,
    systems: [
      ['windows7', 45],
      ['windows10', 40],
      ['windowsXp', 15],
    ],
    clinicalKit: true,
  },
  practice: {
    mark: 'GP',
    owner: 'Practice manager',
    network: 4,
    systems: [
      ['windows10', 70],
      ['windows11', 26],
      ['windows7', 4],
    ],
  },
  dispatch: {
    mark: 'CAD',
    owner: 'Control room',
    network: 5,
    systems: [
      ['windows10', 60],
      ['windows11', 35],
      ['windows7', 5],
    ],
  },
  member: { mark: 'SRV', owner: 'IT operations', network: 20, systems: server },
  fileServer: { mark: 'FS', owner: 'IT operations', network: 20, systems: server },
  domain: {
    mark: 'DC',
    owner: 'IT operations',
    network: 20,
    systems: [
      ['server2016', 40],
      ['server2019', 60],
    ],
  },
  gateway: { mark: 'LX', owner: 'IT operations', network: 21, systems: [['linux', 1]] },
} as const satisfies Record<string, DeviceRole>;
export type RoleKey = keyof typeof deviceRoles;

type Mix = readonly (readonly [RoleKey, number])[];

/** How many of a hundred devices have which role. */
export const roleMix: Readonly<Record<OrganisationKind, Mix>> = {
  'acute hospital': [
    ['ward', 32],
    ['office', 18],
    ['theatre', 10],
    ['imaging', 9],
    ['ct', 2.5],
    ['mri', 2.5],
    ['pacs', 1.5],
    ['laboratory', 7],
    ['laboratoryServer', 1.5],
    ['pharmacy', 5],
    ['member', 6],
    ['fileServer', 3],
    ['domain', 1],
    ['gateway', 1],
  ],
  'community services': [
    ['office', 78],
    ['imaging', 3],
    ['pharmacy', 5],
    ['member', 9],
    ['domain', 3],
    ['gateway', 2],
  ],
  'mental health': [
    ['ward', 30],
    ['office', 52],
    ['pharmacy', 4],
    ['member', 9],
    ['domain', 3],
    ['gateway', 2],
  ],
  'ambulance service': [
    ['dispatch', 48],
    ['office', 34],
    ['member', 12],
    ['domain', 3],
    ['gateway', 3],
  ],
  'practice group': [
    ['practice', 88],
    ['member', 8],
    ['domain', 4],
  ],
};
