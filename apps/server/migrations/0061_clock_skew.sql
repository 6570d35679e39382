-- How far a device's clock is from ours, told apart from late delivery.
ALTER TABLE sighting_hour ADD COLUMN ahead_seconds double precision;
COMMENT ON COLUMN sighting_hour.ahead_seconds IS 'The greatest (happened - recorded) of the hour. Delivery only ever takes time, so the event that came soonest tells most about the clock.';
