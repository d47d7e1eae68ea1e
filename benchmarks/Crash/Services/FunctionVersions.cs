namespace Classroom.Benchmarks.Crash.Services;

/// <summary>Versions of a function, each published with new code by one call: a list that grows until the function is deleted.</summary>
sealed class FunctionVersions(Scene scene) : Writer(scene, "Lambda versions")
{
    const string Subject = "crash-versions";
    const string Path = $"/2015-03-31/functions/{Subject}";
    const int Most = 40;

    readonly List<string> versions = [];
    string? other;
    bool isDeleting;
    bool wasTouched;

    public override bool ComparesByReading => true;

    public override TimeSpan Pause => TimeSpan.FromMilliseconds(60);

    public override async Task PrepareAsync() => await MadeAsync(FunctionRegisters.Create(Client, Subject, ""));

    public override async Task StepAsync()
    {
        wasTouched = true;
        if (versions.Count >= Most)
        {
            isDeleting = true;
            if (IsAcknowledged(await Client.RestAsync("lambda", HttpMethod.Delete, Path)))
                versions.Clear();
            isDeleting = false;
        }
        if (versions.Count == 0)
            await CreateAsync();
        var zip = FunctionRegisters.Zip($"{Random.Next()} {Awkward.Text(Random, 50)}");
        other = FunctionRegisters.Hash(zip);
        if (IsAcknowledged(await Client.RestAsync("lambda", HttpMethod.Put, $"{Path}/code", new { ZipFile = zip, Publish = true })))
            versions.Add(other);
        other = null;
    }

    public override Task CompareRecentAsync() => wasTouched ? CompareAllAsync() : Task.CompletedTask;

    public override async Task CompareAllAsync()
    {
        var found = new List<string>();
        string? marker = null;
        do
        {
            var at = marker is null ? "" : $"?Marker={Uri.EscapeDataString(marker)}";
            if (
                await FindAsync(Client.RestAsync("lambda", HttpMethod.Get, $"{Path}/versions{at}"), "ResourceNotFoundException")
                is not { } page
            )
                break;
            found.AddRange(
                page.Json["Versions"]!
                    .AsArray()
                    .Where(version => (string)version!["Version"]! != "$LATEST")
                    .Select(version => (string)version!["CodeSha256"]!)
            );
            marker = (string?)page.Json["NextMarker"];
        } while (!string.IsNullOrEmpty(marker));
        Tally.Compared++;
        var isAdded = other is not null && found.Count == versions.Count + 1 && found[^1] == other;
        var expected = isAdded ? [.. versions, other!] : versions;
        var isRight = found.SequenceEqual(expected) || (isDeleting && found.Count == 0);
        if (!isRight)
            Differ(
                found.Count < expected.Count ? Fault.Lost : Fault.Wrong,
                $"the function {Subject}: {expected.Count} versions were published; {found.Count} versions exist, or they differ"
            );
        if (Scene.IsFrozen)
            return;
        versions.Clear();
        versions.AddRange(found);
        (other, isDeleting, wasTouched) = (null, false, false);
    }

    async Task CreateAsync() => IsAcknowledged(await FunctionRegisters.Create(Client, Subject, ""), "ResourceConflictException");
}
