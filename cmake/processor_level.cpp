// Prints the highest x86-64 level that this machine runs.
#include <cstdio>

int main() {
    __builtin_cpu_init();
    const bool v3 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
    const bool v4 = v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                    __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                    __builtin_cpu_supports("avx512vl");
    std::fputs(v4 ? "x86-64-v4" : v3 ? "x86-64-v3" : "baseline", stdout);
    return 0;
}
