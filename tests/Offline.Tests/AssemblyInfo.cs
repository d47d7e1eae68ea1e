// A run takes its configuration from the process's environment: two at once would read each other's.
[assembly: NonParallelizable]
