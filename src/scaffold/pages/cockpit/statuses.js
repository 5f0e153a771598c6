// The statuses that can be predicted, on the screen and on a phone; the room's server reads this line, and takes no other.
export const STATUSES = [200, 201, 204, 400, 404, 405, 409, 415, 422, 500];
