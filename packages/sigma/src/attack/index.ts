export {
  type AttackState,
  attackState,
  attackStrategies,
  attackTactics,
  attackTechniques,
  type Strategy,
  type StrategySource,
  type Tactic,
  type Technique,
} from './attack.ts';
export { attackVersion } from './objects.ts';
