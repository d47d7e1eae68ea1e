namespace Classroom.Cli.Checks.Pipeline;

sealed class CustomerDataCameThroughTheApi() : DataCameThroughTheApi("customer_data");
