// The main function of tests that are static_asserts only: once built, they have passed.
int main() {}
