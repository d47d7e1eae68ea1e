namespace Classroom.StatesLanguage.Jsonata.Pictures;

/// <summary>
/// Builds a timestamp from parsed components. Components larger than the parsed ones come from the current time, smaller ones are the
/// minimum. A gap between parsed components is an error.
/// </summary>
static class DateAssembly
{
    public static double ToMillis(Dictionary<char, double> found, CalendarDate now)
    {
        bool Has(char component) => found.TryGetValue(component, out var value) && value != 0;
        var byDayOfYear = Has('d') && !Has('M') && !Has('D') && !Has('X') && !Has('x') && !Has('W') && !Has('w');
        if ((Has('X') && Has('x') && Has('w')) || (Has('X') && Has('W') && !Has('Y')))
            throw new JsonataException("D3136");
        var halfDays = found.ContainsKey('P') && found.ContainsKey('h') && !found.ContainsKey('H');

        Complete(found, (byDayOfYear ? "Yd" : "YMD") + (halfDays ? "Phmsf" : "Hmsf"), now);

        var year = new DateTime((int)Math.Clamp(found['Y'], 1, 9998), 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var day = byDayOfYear ? year.AddDays(found['d'] - 1) : year.AddMonths((int)Math.Max(found['M'], 1) - 1).AddDays(found['D'] - 1);
        var hour = halfDays ? found['h'] % 12 + (found['P'] > 0 ? 12 : 0) : found['H'];
        var zone = found.GetValueOrDefault('Z', found.GetValueOrDefault('z'));
        return (day - DateTime.UnixEpoch).TotalMilliseconds + ((hour * 60 + found['m'] - zone) * 60 + found['s']) * 1000 + found['f'];
    }

    static void Complete(Dictionary<char, double> found, string components, CalendarDate now)
    {
        var (begun, ended) = (false, false);
        foreach (var component in components)
        {
            if (found.ContainsKey(component))
            {
                if (ended)
                    throw new JsonataException("D3136");
                begun = true;
            }
            else if (begun)
            {
                found[component] = component is 'M' or 'D' or 'd' ? 1 : 0;
                ended = true;
            }
            else
            {
                found[component] = now[component];
            }
        }
    }
}
