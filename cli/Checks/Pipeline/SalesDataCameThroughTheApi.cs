namespace Classroom.Cli.Checks.Pipeline;

sealed class SalesDataCameThroughTheApi() : DataCameThroughTheApi("sales_data");
