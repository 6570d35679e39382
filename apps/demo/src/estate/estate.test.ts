import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createEstate, organisationPlans, regionPlans, systems } from './index.ts';

describe('estate', () => {
  const estate = createEstate(1);
  const { devices } = estate;

  it('has 12 organisations in 3 regions with about 2,000 devices', () => {
    assert.equal(regionPlans.length, 3);
    assert.equal(organisationPlans.length, 12);
    const regions = new Set(organisationPlans.map(({ region }) => region));
    assert.deepEqual([...regions].sort(), regionPlans.map(({ code }) => code).sort());
    assert.equal(devices.length, 2020);
    for (const plan of organisationPlans)
      assert.equal(estate.byOrganisation.get(plan.code)?.length, plan.devices);
  });

  it('gives each device a name and an address of its own', () => {
    assert.equal(new Set(devices.map(({ host }) => host)).size, devices.length);
    assert.equal(new Set(devices.map(({ address }) => address)).size, devices.length);
    for (const { address } of devices)
      assert.ok(
        address.split('.').every((part) => Number(part) < 255),
        address,
      );
  });

  it('keeps old Windows among imaging, laboratory and pharmacy kit', () => {
    const old = devices.filter(({ system }) => system.legacy);
    const marks = new Set(old.map(({ role }) => role.mark));
    for (const mark of ['CT', 'MRI', 'PACS', 'LAB', 'LIMS', 'PHA']) assert.ok(marks.has(mark), mark);
    assert.ok(old.length > 100 && old.length < 300, `${old.length} old devices`);
    const used = new Set(devices.map(({ system }) => system));
    for (const system of Object.values(systems)) assert.ok(used.has(system), system.name);
  });

  it('is the same for the same seed only', () => {
    assert.deepEqual(createEstate(1).devices, devices);
    assert.notDeepEqual(createEstate(2).devices, devices);
  });
});
