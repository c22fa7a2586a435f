// Runs the same network in another translation unit.
#pragma once

float other();
